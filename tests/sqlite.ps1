# For suites that need a database: Microsoft.Data.Sqlite from the test runner's packages. Its files stand in one folder, as a program
# that uses it would have them, so that the native library is found beside the assembly that calls it.
if (-not ('Microsoft.Data.Sqlite.SqliteConnection' -as [type])) {
    $out = Join-Path $PSScriptRoot .. out
    $parts = [ordered]@{
        'sqlitepclraw.lib.e_sqlite3'      = "runtimes/$([Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier)/native/*e_sqlite3*"
        'sqlitepclraw.core'               = 'lib/netstandard2.0/*.dll'
        'sqlitepclraw.provider.e_sqlite3' = 'lib/net6.0/*.dll'
        'microsoft.data.sqlite.core'      = 'lib/net8.0/*.dll'
    }
    $packages = ([xml](Get-Content (Join-Path $PSScriptRoot Tools Tools.proj) -Raw)).SelectNodes('//PackageDownload')
    $files = foreach ($part in $parts.GetEnumerator()) {
        $package = $packages | Where-Object Include -EQ $part.Key
        Get-Item (Join-Path $out packages $part.Key $package.Version.Trim('[', ']') $part.Value)
    }
    $folder = (New-Item (Join-Path $out sqlite $package.Version.Trim('[', ']')) -ItemType Directory -Force).FullName
    foreach ($file in $files) {
        $copy = Join-Path $folder $file.Name
        if (-not (Test-Path $copy)) { Copy-Item $file $copy }
        if ($file.Directory.Name -ne 'native') { Add-Type -Path $copy }
    }

    [SQLitePCL.raw]::SetProvider([SQLitePCL.SQLite3Provider_e_sqlite3]::new())
}
