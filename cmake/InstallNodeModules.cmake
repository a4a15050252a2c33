# cmake -DNPM=… -DFOLDER=… -P InstallNodeModules.cmake: `npm ci` in FOLDER unless it was done for
# the present lock file. Several build folders may ask at the same time.
file(LOCK ${FOLDER}/node_modules.lock GUARD PROCESS TIMEOUT 280)
set(stamp ${FOLDER}/node_modules/.package-lock.json)
if(NOT EXISTS ${stamp} OR ${FOLDER}/package-lock.json IS_NEWER_THAN ${stamp})
    execute_process(COMMAND ${NPM} ci --no-audit --no-fund
        WORKING_DIRECTORY ${FOLDER} COMMAND_ERROR_IS_FATAL ANY)
    file(TOUCH ${stamp})
endif()
