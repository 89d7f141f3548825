#Requires -Version 7.4
# How do I serve predictions from a script? This one answers POST requests of JSON rows on this machine, until Ctrl+C:
#   Invoke-RestMethod http://localhost:8080 -Method Post -Body '[{ "SepalLength": 5.9, ... }]'
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $Path, [int] $Port = 8080)
$ErrorActionPreference = 'Stop'

$network = Import-Network $Path
$listener = [Net.HttpListener]::new()
$listener.Prefixes.Add("http://localhost:$Port/")
$listener.Start()
"Serving $Path on port $Port"
try {
    while ($true) {
        $waiting = $listener.GetContextAsync()
        while (-not $waiting.Wait(200)) { }
        $request, $response = $waiting.Result.Request, $waiting.Result.Response
        try {
            $rows = [IO.StreamReader]::new($request.InputStream).ReadToEnd() | ConvertFrom-Json
            $answer = @($rows | Get-Prediction -Network $network -ErrorAction Stop | Select-Object Label, Probability, Value)
        }
        catch { $answer, $response.StatusCode = @{ error = $_.Exception.Message }, 400 }
        $bytes = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $answer))
        $response.ContentType = 'application/json; charset=utf-8'
        $response.Close($bytes, $false)
    }
}
finally { $listener.Close() }
