# cmake -D NPM=… -P install.cmake: installs the locked clients into this folder, if they are not there yet.
if(node_modules/.package-lock.json IS_NEWER_THAN package-lock.json AND EXISTS ${CMAKE_CURRENT_LIST_DIR}/node_modules/.package-lock.json)
    return()
endif()
execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund
    WORKING_DIRECTORY ${CMAKE_CURRENT_LIST_DIR} COMMAND_ERROR_IS_FATAL ANY)
