# Build options and the one interface target that carries every compiler flag.

option(ORIEL_TESTS "Build the tests" ON)
option(ORIEL_WERROR "Treat warnings as errors" ON)
set(ORIEL_SANITIZE "" CACHE STRING "Sanitizers for -fsanitize=, such as address,undefined or thread")
option(ORIEL_FUZZ "Build the fuzz targets and nothing else; needs clang" OFF)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)

add_library(oriel_flags INTERFACE)
target_compile_features(oriel_flags INTERFACE cxx_std_20)
target_include_directories(oriel_flags INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
target_compile_definitions(oriel_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(oriel_flags INTERFACE
    # Designated initialisers leave the rest at its default on purpose.
    -Wall -Wextra -Wno-missing-field-initializers -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
    -Woverloaded-virtual -Wcast-qual -Wformat=2 -Wundef -Wvla -Wold-style-cast
    $<$<BOOL:${ORIEL_WERROR}>:-Werror>)

if(ORIEL_SANITIZE)
    target_compile_options(oriel_flags INTERFACE -fsanitize=${ORIEL_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(oriel_flags INTERFACE -fsanitize=${ORIEL_SANITIZE})
else()
    include(cmake/Hardening.cmake)
endif()

include(cmake/PrecompiledHeaders.cmake)

# oriel_library(NAME SOURCES... LINK LIBRARIES... [PRECOMPILE HEADERS...]): one module as a static
# library oriel_NAME.
function(oriel_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK;PRIVATE_LINK;PRECOMPILE" ${ARGN})
    add_library(oriel_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(oriel_${name} PUBLIC oriel_flags ${ARG_LINK} PRIVATE ${ARG_PRIVATE_LINK})
    if(ARG_PRECOMPILE)
        oriel_precompile(oriel_${name} ${name} ${ARG_PRECOMPILE})
    else()
        oriel_precompile(oriel_${name} modules)
    endif()
endfunction()
