# Where a Linux desktop looks for what belongs to a program.
set(linux ${CMAKE_CURRENT_SOURCE_DIR}/linux)
set(doc ${CMAKE_INSTALL_DATADIR}/doc/oriel)
set(ORIEL_RELEASE_DATE 2026-11-22)

install(FILES ${linux}/oriel.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${linux}/copyright DESTINATION ${doc})
install(FILES ${linux}/oriel-headless.service DESTINATION lib/systemd/user)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/docs/deployment/ DESTINATION ${doc}/examples)

configure_file(linux/oriel.metainfo.xml.in oriel.metainfo.xml @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/oriel.metainfo.xml
    DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)

foreach(size 16 22 24 32 48 64 128 256)
    install(FILES ${CMAKE_SOURCE_DIR}/resources/icons/oriel-${size}.png
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps RENAME oriel.png)
endforeach()
install(FILES ${CMAKE_SOURCE_DIR}/resources/icons/oriel.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)

# install_compressed(SOURCE NAME DESTINATION): as NAME.gz, the same bytes at every build.
find_program(GZIP gzip REQUIRED)
function(install_compressed source name destination)
    set(compressed ${CMAKE_CURRENT_BINARY_DIR}/${name}.gz)
    add_custom_command(OUTPUT ${compressed}
        COMMAND ${GZIP} -9nc ${source} > ${compressed} DEPENDS ${source} VERBATIM)
    add_custom_target(compressed_${name} ALL DEPENDS ${compressed})
    install(FILES ${compressed} DESTINATION ${destination})
endfunction()

configure_file(linux/oriel.1.in oriel.1 @ONLY)
install_compressed(${CMAKE_CURRENT_BINARY_DIR}/oriel.1 oriel.1 ${CMAKE_INSTALL_MANDIR}/man1)
install_compressed(${CMAKE_SOURCE_DIR}/CHANGELOG.md changelog ${doc})
