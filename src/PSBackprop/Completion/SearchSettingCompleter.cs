using PSBackprop.Settings;

namespace PSBackprop.Completion;

/// <summary>Offers the beginning of a hashtable for each setting of a network or of a training.</summary>
public sealed class SearchSettingCompleter : SettingCompleter
{
    private protected override IEnumerable<string> Names => [.. NamedSettings.OfNetwork.Names, .. base.Names];
}
