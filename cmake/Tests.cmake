set(slowness 1)
if(ORIEL_SANITIZE)
    set(slowness 3)
endif()
set(ORIEL_TEST_SLOWNESS ${slowness} CACHE STRING "Factor on the time limits of tests")

# oriel_test(NAME LINK LIBRARIES... [SOURCES ...] [LABELS ...]): one Qt Test program, tst_NAME.cpp
# in the current folder. Unit tests need no display unless their label says so.
function(oriel_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINK;LABELS;ENVIRONMENT" ${ARGN})
    add_executable(tst_${name} tst_${name}.cpp ${ARG_SOURCES})
    target_link_libraries(tst_${name} PRIVATE oriel_flags Qt6::Test ${ARG_LINK})
    oriel_precompile_test(tst_${name} ${ARG_LINK})
    set_target_properties(tst_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_test(NAME unit.${name} COMMAND tst_${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 60)
    endif()
    math(EXPR timeout "${ARG_TIMEOUT} * ${ORIEL_TEST_SLOWNESS}")
    set_tests_properties(unit.${name} PROPERTIES
        LABELS "unit;${ARG_LABELS}" TIMEOUT ${timeout}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;${ARG_ENVIRONMENT}")
endfunction()
