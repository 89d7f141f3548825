#Requires -Version 7.4
<#
.SYNOPSIS
Writes the kernels of the matrix product, one file for each width of vectors.
.DESCRIPTION
A kernel is one tile whose sums each have a register of their own, which takes a variable for each: the code generator keeps no array
of vectors in registers. So the tile is described here, and its files are written from that; a test compares them.
.EXAMPLE
./New-Kernel.ps1
Writes Kernel128.cs, Kernel256.cs and Kernel512.cs anew.
#>
[CmdletBinding()]
param(
    # The folder for the files.
    [string] $Path = $PSScriptRoot
)

$ErrorActionPreference = 'Stop'

# The rows of a tile, the registers that hold it, and what adds a product to a sum on x64.
$kernels = @(
    @{ Bits = 128; Rows = 8; Count = 'Eight'; Registers = '16 of the 32 registers of Arm64'; Class = 'Fma.MultiplyAdd' }
    @{ Bits = 256; Rows = 6; Count = 'Six'; Registers = '12 of the 16 registers of AVX2'; Class = 'Fma.MultiplyAdd' }
    @{ Bits = 512; Rows = 12; Count = 'Twelve'; Registers = '24 of the 32 registers of AVX-512'; Class = 'Avx512F.FusedMultiplyAdd' }
)

# A method for tiles of one or two vectors: the variables of row 3 are c03a and c03b.
function Get-Method($Kernel, [string] $Name, [string[]] $Part, [string] $Summary) {
    $vector = "Vector$($Kernel.Bits)"
    $width = $Part.Count -eq 1 ? 'one vector' : 'two vectors'
    $step = $Part.Count -eq 1 ? "$vector<T>.Count" : "2 * $vector<T>.Count"
    $tile = foreach ($row in 0..($Kernel.Rows - 1)) {
        foreach ($i in 0..($Part.Count - 1)) {
            $place = @('c', ($row ? "($row * stride)" : ''), ($i ? "$vector<T>.Count" : '')).Where({ $_ }) -join ' + '
            @{ Name = 'c{0:00}{1}' -f $row, $Part[$i]; Place = $place; Row = $row; Column = $i }
        }
    }

    "    /// <summary>$Summary</summary>"
    '    /// <param name="depth">The length of the sums.</param>'
    "    /// <param name=`"a`">[depth × $($Kernel.Rows)].</param>"
    "    /// <param name=`"b`">[depth × $width], where it lies.</param>"
    '    /// <param name="bStride">The distance between its rows.</param>'
    '    /// <param name="panel">Where its rows are copied to, one behind the other; null for no copy.</param>'
    "    /// <param name=`"c`">The tile, $($Kernel.Rows) rows of $width.</param>"
    '    /// <param name="stride">The distance between the tile''s rows.</param>'
    '    /// <param name="start">What the sums start from, as many rows; null for zero.</param>'
    '    /// <param name="startStride">The distance between its rows.</param>'
    '    [MethodImpl(MethodImplOptions.AggressiveOptimization)]'
    "    public static void $Name<T>(int depth, T* a, T* b, nint bStride, T* panel, T* c, nint stride, T* start, nint startStride)"
    '        where T : unmanaged'
    '    {'
    foreach ($sum in $tile) { "        $vector<T> $($sum.Name) = default;" }
    '        if (start != null)'
    '        {'
    foreach ($sum in $tile) { "            $($sum.Name) = $vector.Load($($sum.Place -replace '\bc\b', 'start' -replace '\bstride\b', 'startStride'));" }
    '        }'
    ''
    '        for (int p = 0; p < depth; p++)'
    '        {'
    "            var b0 = $vector.Load(b);"
    if ($Part.Count -gt 1) {
        "            var b1 = $vector.Load(b + $vector<T>.Count);"
        "            $vector<T> value;"
    }

    '            if (panel != null)'
    '            {'
    '                b0.Store(panel);'
    if ($Part.Count -gt 1) { "                b1.Store(panel + $vector<T>.Count);" }
    "                panel += $step;"
    '            }'
    ''
    foreach ($sum in $tile) {
        $value = "$vector.Create(a[$($sum.Row)])"
        if ($Part.Count -gt 1) {
            if ($sum.Column -eq 0) { "            value = $value;" }
            $value = 'value'
        }

        "            $($sum.Name) = MultiplyAdd($value, b$($sum.Column), $($sum.Name));"
    }

    '            a += Rows;'
    '            b += bStride;'
    '        }'
    ''
    foreach ($sum in $tile) { "        $($sum.Name).Store($($sum.Place));" }
    '    }'
    ''
}

function Get-Kernel($Kernel) {
    $vector = "Vector$($Kernel.Bits)"
    $hasArm = $Kernel.Bits -eq 128
    'using System.Runtime.CompilerServices;'
    'using System.Runtime.Intrinsics;'
    if ($hasArm) { 'using System.Runtime.Intrinsics.Arm;' }
    'using System.Runtime.Intrinsics.X86;'
    ''
    'namespace PSBackprop.Numerics.Kernels;'
    ''
    "/// <summary>$($Kernel.Count) rows by two vectors of $($Kernel.Bits) bits: $($Kernel.Registers) hold sums. Written by New-Kernel.ps1.</summary>"
    "internal static unsafe class Kernel$($Kernel.Bits)"
    '{'
    "    public const int Rows = $($Kernel.Rows);"
    ''
    Get-Method $Kernel Add a, b 'Puts the product of a packed panel of A and a strip of B into a tile of C, and packs the strip where asked for.'
    Get-Method $Kernel AddNarrow '' 'The same for a tile of one vector''s width.'
    '    [MethodImpl(MethodImplOptions.AggressiveInlining)]'
    "    private static $vector<T> MultiplyAdd<T>($vector<T> x, $vector<T> y, $vector<T> sum)"
    '        where T : unmanaged'
    '    {'
    if ($hasArm) {
        '        if (AdvSimd.Arm64.IsSupported)'
        '        {'
        '            return typeof(T) == typeof(float)'
        '                ? AdvSimd.FusedMultiplyAdd(sum.AsSingle(), x.AsSingle(), y.AsSingle()).As<float, T>()'
        '                : AdvSimd.Arm64.FusedMultiplyAdd(sum.AsDouble(), x.AsDouble(), y.AsDouble()).As<double, T>();'
        '        }'
        ''
    }

    '        return typeof(T) == typeof(float)'
    "            ? $($Kernel.Class)(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()"
    "            : $($Kernel.Class)(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();"
    '    }'
    '}'
}

foreach ($kernel in $kernels) {
    $text = (Get-Kernel $kernel) -join "`n"
    [IO.File]::WriteAllText((Join-Path $Path "Kernel$($kernel.Bits).cs"), "$text`n")
}
