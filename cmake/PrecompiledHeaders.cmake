# Most of the time that a file takes to compile goes into Qt's headers, so GCC reads them in ready
# made. Files still include what they use: clang-tidy and the fuzz targets read them without this.
include_guard(GLOBAL)

option(ORIEL_PCH "Precompile the headers that most files include (GCC)" ON)
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(ORIEL_PCH OFF)
endif()
if(ORIEL_PCH)
    # ccache needs it to see what a precompiled header was made of; see tools/build.sh as well.
    target_compile_options(oriel_flags INTERFACE -fpch-preprocess)
endif()

set(oriel_pch_core
    <algorithm> <chrono> <functional> <memory> <optional> <utility>
    <QByteArray> <QCoreApplication> <QDateTime> <QDir> <QFileInfo> <QHash> <QJsonDocument> <QJsonObject> <QList>
    <QObject> <QPoint> <QRect> <QSet> <QSize> <QString> <QStringList> <QTimer> <QUrl>)

# oriel_precompile(TARGET GROUP [HEADERS...]): targets of one group share what the first of them
# makes, which is large. They must agree on what their macros mean to these headers.
function(oriel_precompile target group)
    if(NOT ORIEL_PCH)
        return()
    endif()
    get_property(first GLOBAL PROPERTY oriel_precompiled_${group})
    if(first)
        target_precompile_headers(${target} REUSE_FROM ${first})
    else()
        set_property(GLOBAL PROPERTY oriel_precompiled_${group} ${target})
        target_precompile_headers(${target} PRIVATE ${oriel_pch_core} ${ARGN})
    endif()
endfunction()

# oriel_precompile_test(TARGET LIBRARIES...): <QTest> has more to say about what is linked, and where
# tests are built: one folder's share one.
function(oriel_precompile_test target)
    foreach(family session desktop vnc_testing proxy "ui|ui_testing")
        if("${ARGN}" MATCHES "^oriel_(${family})(;|$)")
            string(MAKE_C_IDENTIFIER "test_${family}" group)
            oriel_precompile(${target} ${group} <QSignalSpy> <QTest>)
        endif()
    endforeach()
endfunction()
