using System.Globalization;

namespace PSBackprop;

/// <summary>
/// The type that categories have outside the network; inside it and in files they are texts. What was learned from
/// Booleans, whole numbers or members of an enum comes back as such.
/// </summary>
internal sealed class LabelType
{
    private const string EnumName = "enum";

    private static readonly LabelType s_boolean = new("boolean", static text => bool.TryParse(text, out bool value) ? value : null);
    private static readonly LabelType s_int32 = new("int32", static text => WholeNumber(text) is { } value && value == (int)value ? (int)value : null);
    private static readonly LabelType s_int64 = new("int64", static text => WholeNumber(text));

    private readonly Func<string, object?>? _read;
    private readonly Type? _enum;

    private LabelType(string name, Func<string, object?>? read)
    {
        Name = name;
        _read = read;
    }

    private LabelType(string enumName, Type? type)
    {
        Name = EnumName;
        EnumType = enumName;
        _enum = type;
    }

    /// <summary>Texts as they are.</summary>
    public static LabelType String { get; } = new("string", static text => text);

    /// <summary>The types that are told by their name alone.</summary>
    public static IReadOnlyList<LabelType> Plain { get; } = [String, s_boolean, s_int32, s_int64];

    /// <summary>What it is called in files.</summary>
    public string Name { get; }

    /// <summary>The full name of the enum; null for other types.</summary>
    public string? EnumType { get; }

    /// <summary>What texts stand for: true and false, whole numbers, or else themselves. Leading zeros mean a name.</summary>
    public static LabelType Of(IReadOnlyList<string> categories) => Plain.Skip(1).FirstOrDefault(type => type.Read(categories) is not null, String);

    /// <summary>Members of an enum.</summary>
    public static LabelType OfEnum(Type type) => new(type.FullName!, type);

    /// <summary>The type with this name in files; null if there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="enumType">The full name of an enum, which need not be there.</param>
    public static LabelType? Find(string name, string? enumType) => name == EnumName
        ? enumType is null ? null : new(enumType, type: null)
        : enumType is null ? Plain.FirstOrDefault(type => type.Name == name) : null;

    /// <summary>A label as a text, the same in every culture.</summary>
    public static string Text(object label) => Convert.ToString(label, CultureInfo.InvariantCulture)!;

    /// <summary>Whether each text stands for a value of its own; of an enum that is not there nobody knows.</summary>
    public bool Fits(IReadOnlyList<string> categories) => EnumType is not null || Read(categories) is not null;

    /// <summary>The categories as they are outside the network: all in this type, or all as texts where its enum is not there.</summary>
    public IReadOnlyList<object> Labels(IReadOnlyList<string> categories) => Read(categories) is { } labels ? Array.AsReadOnly(labels) : categories;

    private object[]? Read(IReadOnlyList<string> categories)
    {
        if ((_read ?? Reader(_enum ?? LoadedEnum(EnumType!))) is not { } read)
        {
            return null;
        }

        var labels = new object[categories.Count];
        var seen = new HashSet<object>();
        for (int i = 0; i < labels.Length; i++)
        {
            if (read(categories[i]) is not { } label || !seen.Add(label))
            {
                return null;
            }

            labels[i] = label;
        }

        return labels.Length == 0 ? null : labels;
    }

    private static Func<string, object?>? Reader(Type? type) =>
        type is null ? null : text => Enum.TryParse(type, text, ignoreCase: false, out object? value) ? value : null;

    // A name in a file loads nothing: it is looked for among the types that are there. The latest of several is what the
    // session means, as a script that is run again defines its enums anew.
    private static Type? LoadedEnum(string name) => name.Length == 0 || !name.All(static letter => char.IsLetterOrDigit(letter) || letter is '.' or '+' or '_')
        ? null
        : AppDomain.CurrentDomain
            .GetAssemblies()
            .Select(assembly => assembly.GetType(name, throwOnError: false))
            .LastOrDefault(static type => type is { IsEnum: true });

    // Written as numbers are: 7, not 07, +7 or 7.0.
    private static long? WholeNumber(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value.ToString(CultureInfo.InvariantCulture) == text
            ? value
            : null;
}
