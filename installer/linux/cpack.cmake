# Read by CPack when it makes the package.
set(SHLIBDEPS_EXECUTABLE ${CPACK_ORIEL_SHLIBDEPS} CACHE FILEPATH "" FORCE)
