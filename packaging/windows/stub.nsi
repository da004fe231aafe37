; Stands for yagpt-desktop.exe where no Windows Python is at hand: writes what it was given beside itself, ends.
Unicode true
Target amd64-unicode
!include FileFunc.nsh
SilentInstall silent
RequestExecutionLevel user
OutFile "${OUT}"
Section
  ${GetParameters} $1
  FileOpen $0 "$EXEDIR\stub-ran.txt" w
  FileWrite $0 "ran [$1]"
  FileClose $0
SectionEnd
