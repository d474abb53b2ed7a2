; The installer for Windows. `.ci/setup.py build` hands in the version, the folder and where the result goes:
;   iscc /DVersion=1.0.0 /DFolder="build\Mitzvah Desk" /DIcons=build\icons /DOut=dist mitzvah-desk.iss
; It is installed for one user, without an administrator. Uninstalling leaves files, backups and settings alone.

#define Name "Mitzvah Desk"
#define Program "Mitzvah Desk.exe"
#define Kind "MitzvahDesk.File"

[Setup]
AppId={{6A0C7C57-2F0B-4C63-9C7E-3B1E3D2A9E41}
AppName={#Name}
AppVersion={#Version}
AppPublisher=The Mitzvah Desk founders
DefaultDirName={autopf}\{#Name}
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
DisableProgramGroupPage=yes
DisableDirPage=auto
ChangesAssociations=yes
CloseApplications=yes
LicenseFile={#Root}\LICENSE
SetupIconFile={#Icons}\mitzvah-desk.ico
UninstallDisplayIcon={app}\{#Program}
WizardStyle=modern
Compression=lzma2/max
SolidCompression=yes
OutputDir={#Out}
OutputBaseFilename=Mitzvah-Desk-{#Version}-setup

[Tasks]
Name: desktopicon; Description: "A sign on the desktop"

[InstallDelete]
; Of the version before, so that nothing of it is left beside the new one. Nobody's files lie there.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "{#Icons}\mitzvah-file.ico"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\{#Name}"; Filename: "{app}\{#Program}"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Program}"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.mitzvah"; ValueType: string; ValueData: "{#Kind}"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.mitzvah\OpenWithProgids"; ValueType: string; ValueName: "{#Kind}"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\{#Kind}"; ValueType: string; ValueData: "Mitzvah Desk file"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#Kind}\DefaultIcon"; ValueType: string; ValueData: "{app}\mitzvah-file.ico"
Root: HKA; Subkey: "Software\Classes\{#Kind}\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""

[Run]
Filename: "{app}\{#Program}"; Description: "Open Mitzvah Desk"; Flags: nowait postinstall skipifsilent
