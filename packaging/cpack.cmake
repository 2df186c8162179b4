set(CPACK_PACKAGE_NAME jobdeck)
set(CPACK_PACKAGE_VENDOR "The Jobdeck authors")
set(CPACK_PACKAGE_CONTACT "The Jobdeck authors <jobdeck@users.noreply.github.com>")
set(CPACK_PACKAGE_HOMEPAGE_URL https://github.com/jobdeck/jobdeck)
# Its first line is then the description's.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_COMPONENTS_ALL ${packages})
set(CPACK_COMPONENTS_GROUPING IGNORE)

set(CPACK_COMPONENT_COMMAND_DESCRIPTION
"long-running jobs of coding agents, kept alive and watched
Coding agents start builds, test runs and servers that outlive a tool call.
Jobdeck runs them over the Model Context Protocol (MCP), keeps their output and
exit codes, and lets them survive the agent, the client and Jobdeck itself.
.
This package has the command and the service, and needs no screen.")
set(CPACK_COMPONENT_DESKTOP_DESCRIPTION
"window for the long-running jobs of coding agents
Jobdeck runs the long jobs of coding agents. Its window shows the jobs of every
agent with their live output, and a kill button on each.
.
This package has the window, the tray icon and the notifications.")

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_COMMAND_PACKAGE_NAME jobdeck)
set(CPACK_DEBIAN_COMMAND_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_COMMAND_PACKAGE_SUGGESTS jobdeck-desktop)
set(CPACK_DEBIAN_DESKTOP_PACKAGE_NAME jobdeck-desktop)
set(CPACK_DEBIAN_DESKTOP_PACKAGE_SECTION devel)
# Plugins and texts of Qt that dpkg-shlibdeps cannot see. The icons are SVG, whose plugin is a package of its own since
# Debian 13.
set(CPACK_DEBIAN_DESKTOP_PACKAGE_DEPENDS "jobdeck (= ${PROJECT_VERSION}-1), qt6-svg-plugins | libqt6svg6")
set(CPACK_DEBIAN_DESKTOP_PACKAGE_RECOMMENDS "qt6-translations-l10n, qt6-wayland")

set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE MIT)
set(CPACK_RPM_PACKAGE_URL ${CPACK_PACKAGE_HOMEPAGE_URL})
set(CPACK_RPM_COMMAND_PACKAGE_NAME jobdeck)
set(CPACK_RPM_COMMAND_PACKAGE_SUMMARY "Long-running jobs of coding agents, kept alive and watched")
set(CPACK_RPM_DESKTOP_PACKAGE_SUMMARY "Window for the long-running jobs of coding agents")
set(CPACK_RPM_DESKTOP_PACKAGE_NAME jobdeck-desktop)
set(CPACK_RPM_DESKTOP_PACKAGE_REQUIRES "jobdeck = ${PROJECT_VERSION}-1, qt6-qtsvg")
set(CPACK_RPM_MAIN_COMPONENT command)
# Folders of other packages.
foreach(folder share lib libexec bin share/applications share/dbus-1 share/dbus-1/services share/doc share/icons
        share/icons/hicolor share/icons/hicolor/scalable share/icons/hicolor/scalable/apps share/icons/hicolor/symbolic
        share/icons/hicolor/symbolic/apps share/man share/man/man1 share/man/man5 share/man/man7 share/man/man8
        share/metainfo share/bash-completion share/bash-completion/completions share/zsh share/zsh/site-functions
        share/zsh/vendor-completions share/fish share/fish/vendor_completions.d lib/systemd lib/systemd/user)
    list(APPEND CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION ${CMAKE_INSTALL_PREFIX}/${folder})
endforeach()

include(CPack)
