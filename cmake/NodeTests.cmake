# oriel_node_tests(KIND FILES... [TIMEOUT SECONDS] [PROCESSORS N] [LOCK NAME] [SLOW]): each
# FILE.test.mjs of the current folder is one test, KIND.FILE, run by Node's test runner against the
# program. SLOW: with --all only.
include_guard(GLOBAL)

find_program(ORIEL_NODE node)
find_program(ORIEL_NPM npm)
if(ORIEL_NODE AND ORIEL_NPM)
    add_test(NAME fixture.node_modules COMMAND ${CMAKE_COMMAND}
        -DNPM=${ORIEL_NPM} -DFOLDER=${CMAKE_SOURCE_DIR}/tests
        -P ${CMAKE_SOURCE_DIR}/cmake/InstallNodeModules.cmake)
    set_tests_properties(fixture.node_modules PROPERTIES
        FIXTURES_SETUP node_modules LABELS "protocol;e2e;deployment" TIMEOUT 300)
else()
    message(WARNING "Node.js or npm is missing: no protocol and no end-to-end tests")
endif()

function(oriel_node_tests kind)
    cmake_parse_arguments(ARG "SLOW" "TIMEOUT;PROCESSORS;LOCK" "FILES" ${ARGN})
    if(NOT ORIEL_NODE OR NOT ORIEL_NPM OR NOT TARGET oriel)
        return()
    endif()
    if(NOT ARG_PROCESSORS)
        set(ARG_PROCESSORS 1)
    endif()
    math(EXPR timeout "${ARG_TIMEOUT} * ${ORIEL_TEST_SLOWNESS}")
    set(labels ${kind})
    if(ARG_SLOW)
        list(APPEND labels slow)
    endif()
    foreach(file IN LISTS ARG_FILES)
        add_test(NAME ${kind}.${file}
            COMMAND ${ORIEL_NODE} --test --test-reporter=spec
                ${CMAKE_CURRENT_SOURCE_DIR}/${file}.test.mjs)
        set_tests_properties(${kind}.${file} PROPERTIES
            LABELS "${labels}" TIMEOUT ${timeout} PROCESSORS ${ARG_PROCESSORS}
            FIXTURES_REQUIRED node_modules
            ENVIRONMENT "ORIEL=$<TARGET_FILE:oriel>;ORIEL_TEST_SLOWNESS=${ORIEL_TEST_SLOWNESS}")
        if(ARG_LOCK)
            set_tests_properties(${kind}.${file} PROPERTIES RESOURCE_LOCK ${ARG_LOCK})
        endif()
    endforeach()
endfunction()
