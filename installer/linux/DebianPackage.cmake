# `./dev package`: one .deb. Its dependencies are read from the program by dpkg-shlibdeps.
set(CPACK_GENERATOR DEB)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PACKAGE_NAME oriel)
set(CPACK_PACKAGE_VENDOR "The Oriel developers")
set(CPACK_PACKAGE_CONTACT "The Oriel developers <oriel@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
"Press \"Share my desktop\", send the link or show the QR code: the other person
sees and, if you allow it, controls this desktop in a browser. Every viewer needs
a one-time password, everything is encrypted, and no server stands in between.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS OFF)
# Loaded if it is there, so that dpkg-shlibdeps does not see it, and the package goes on other
# releases too, where H.264 is then left out.
if(Avc_FOUND)
    string(REGEX MATCH "^[0-9]+" avcodec_major "${Avc_libavcodec_VERSION}")
    set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libavcodec${avcodec_major} | libavcodec-extra${avcodec_major}")
endif()
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# Settings and certificate are a user's own files; the package has none that a purge should find.
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
include(CPack)
