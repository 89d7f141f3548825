namespace PSBackprop.Storage.Script;

/// <summary>Each activation as a PowerShell expression of <c>$z</c>; <c>$slope</c> is the slope below zero.</summary>
internal static class ScriptActivations
{
    /// <summary>A function that the Gaussian error linear unit needs: the error function by its series, whose terms are all positive.</summary>
    public const string ErrorFunction = """
            $erf = {
                param([double] $x)
                if ([Math]::Abs($x) -gt 6) { return [double][Math]::Sign($x) }
                $term = $x; $sum = $x; $n = 0
                while ([Math]::Abs($term) -gt 1e-17 * [Math]::Abs($sum)) { $n++; $term *= 2 * $x * $x / (2 * $n + 1); $sum += $term }
                2 / [Math]::Sqrt([Math]::PI) * [Math]::Exp(-$x * $x) * $sum
            }
        """;

    private static readonly Dictionary<Activation, string> s_expressions = new()
    {
        [Activation.Linear] = "$z",
        [Activation.Sigmoid] = "1 / (1 + [Math]::Exp(-$z))",
        [Activation.HardSigmoid] = "[Math]::Min(1.0, [Math]::Max(0.0, $z / 6 + 0.5))",
        [Activation.Tanh] = "[Math]::Tanh($z)",
        [Activation.ReLU] = "[Math]::Max(0.0, $z)",
        [Activation.LeakyReLU] = "$(if ($z -gt 0) { $z } else { $slope * $z })",
        [Activation.Elu] = "$(if ($z -gt 0) { $z } else { [Math]::Exp($z) - 1 })",
        [Activation.Selu] = "1.0507009873554804934193349852946 * $(if ($z -gt 0) { $z } else { 1.6732632423543772848170429916717 * ([Math]::Exp($z) - 1) })",
        [Activation.Gelu] = "0.5 * $z * (1 + (& $erf ($z / [Math]::Sqrt(2))))",
        [Activation.GeluTanh] = "0.5 * $z * (1 + [Math]::Tanh([Math]::Sqrt(2 / [Math]::PI) * ($z + 0.044715 * $z * $z * $z)))",
        [Activation.SiLU] = "$z / (1 + [Math]::Exp(-$z))",
        [Activation.Mish] = "$z * [Math]::Tanh([Math]::Max($z, 0.0) + [Math]::Log(1 + [Math]::Exp(-[Math]::Abs($z))))",
        [Activation.Softplus] = "[Math]::Max($z, 0.0) + [Math]::Log(1 + [Math]::Exp(-[Math]::Abs($z)))",
        [Activation.Softsign] = "$z / (1 + [Math]::Abs($z))",
    };

    /// <summary>The expression; a softmax, which is over all units at once, begins with the net input.</summary>
    public static string Of(Activation activation) => s_expressions.GetValueOrDefault(activation, "$z");
}
