@echo off
rem Runs hypersimplex from its sources on Windows, as the script "hypersimplex" does elsewhere, by the same variables. Here only a
rem JDK 22 or newer is found: in JAVA_HOME, on the PATH or among the usual places. The rest is in build-tools, which it starts.
setlocal
set "jdk="
call :try "%JAVA_HOME%"
for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :try "%%~dp$PATH:j.."
for %%p in ("%ProgramFiles%" "%LOCALAPPDATA%" "%LOCALAPPDATA%\Programs" "%USERPROFILE%") do (
    for %%v in ("Java" "Eclipse Adoptium" "Microsoft" "Zulu" "Amazon Corretto" "BellSoft" ".jdks" ".gradle\jdks") do (
        for /d %%d in ("%%~p\%%~v\*") do call :try "%%~d"
    )
)
if not defined jdk (
    echo hypersimplex: needs a JDK 22 or newer; none is in JAVA_HOME, on the PATH or among the usual places>&2
    exit /b 2
)
"%jdk%\bin\java.exe" "%~dp0build-tools\src\main\java\org\hypersimplex\buildtools\launch\Launch.java" "%~dp0." %*
exit /b %ERRORLEVEL%

:try
if defined jdk exit /b
if not exist "%~1\bin\javac.exe" exit /b
findstr /r /c:"^JAVA_VERSION=.2[2-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul 2>nul && set "jdk=%~f1"
exit /b
