# cmake -DNPM=… -DFOLDER=… -P InstallNodeModules.cmake: `npm ci` in FOLDER, once for each state of
# its lock file. Several build folders may ask at the same time.
file(LOCK ${FOLDER}/node_modules.lock GUARD PROCESS TIMEOUT 280)
file(SHA256 ${FOLDER}/package-lock.json wanted)
set(stamp ${FOLDER}/node_modules/.oriel-stamp)
if(EXISTS ${stamp})
    file(READ ${stamp} present)
endif()
if(NOT present STREQUAL wanted)
    execute_process(COMMAND ${NPM} ci --no-audit --no-fund
        WORKING_DIRECTORY ${FOLDER} COMMAND_ERROR_IS_FATAL ANY)
    file(WRITE ${stamp} ${wanted})
endif()
