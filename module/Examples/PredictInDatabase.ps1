#Requires -Version 7.4
# How do I learn from a database, and write predictions back? By an open connection of its provider, such as Microsoft.Data.Sqlite or
# Microsoft.Data.SqlClient. Here: the price of each house that has none, from those that have one.
#   CREATE TABLE House (Id INTEGER PRIMARY KEY, Area REAL, Town TEXT, Built INTEGER, Price REAL)
[CmdletBinding()]
param([Parameter(Mandatory)] [Data.Common.DbConnection] $Connection, [int] $Seed = 1)
$ErrorActionPreference = 'Stop'

function Read-Query([string] $Query) {
    $command = $Connection.CreateCommand()
    $command.CommandText = $Query
    # The comma hands the reader on as it is; PowerShell would go through its rows.
    , $command.ExecuteReader()
}

$data = ConvertTo-Dataset (Read-Query 'SELECT * FROM House WHERE Price IS NOT NULL') -Target Price -Exclude Id -Missing Median
$network = New-Network -Dataset $data -Seed $Seed | Invoke-Training -Dataset $data -Epoch 200
$answers = Get-Prediction -Network $network -InputData (Read-Query 'SELECT * FROM House WHERE Price IS NULL') -Append

$update = $Connection.CreateCommand()
$update.Transaction = $Connection.BeginTransaction()
$update.CommandText = 'UPDATE House SET Price = @Price WHERE Id = @Id'
$price, $id = '@Price', '@Id' | ForEach-Object { $parameter = $update.CreateParameter(); $parameter.ParameterName = $_; $parameter }
$null = $update.Parameters.Add($price), $update.Parameters.Add($id)
foreach ($row in $answers) { $price.Value, $id.Value = $row.Prediction, $row.Id; $null = $update.ExecuteNonQuery() }
$update.Transaction.Commit()
'{0} of {1} prices predicted' -f @($answers).Count, ($data.Count + @($answers).Count)
