@echo off
rem Starts Sonde on Windows: needs Java 25 in SONDE_JAVA_HOME, JAVA_HOME or on the PATH.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if defined SONDE_JAVA_HOME set "JAVA=%SONDE_JAVA_HOME%\bin\java.exe"
if exist "%HOME_DIR%\runtime\bin\java.exe" set "JAVA=%HOME_DIR%\runtime\bin\java.exe"
"%JAVA%" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms8m -Xmn2m -Xmx1g -Xss512k -XX:TieredStopAtLevel=1 ^
  -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -XX:-ShrinkHeapInSteps -XX:MarkSweepDeadRatio=0 ^
  -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData %SONDE_JAVA_OPTS% ^
  -cp "%HOME_DIR%\lib\*" dev.sonde.app.Main %*
exit /b %ERRORLEVEL%
