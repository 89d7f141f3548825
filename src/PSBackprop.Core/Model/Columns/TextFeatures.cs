using System.Runtime.InteropServices;
using System.Text;

namespace PSBackprop;

/// <summary>
/// What of a text goes into the units of a column of texts: its words, pairs of neighbouring words, and parts of words of
/// three to five letters, each hashed to a unit and a sign (Weinberger et al. 2009).
/// </summary>
/// <remarks>
/// A word is a run of Unicode letters and digits in lower case, the same in every culture. For its parts a word stands between
/// two blanks, so that beginnings and ends are told from middles. A part counts with the square root of how often it
/// occurs, and a row's units have the length 1. Nothing is learned from the training data: there is no list of words. The
/// hash is the 32-bit FNV-1a over UTF-16 code units, from one seed for words and pairs and another for parts, mixed by the
/// finalizer of MurmurHash3; its lowest bits say the unit, its highest the sign. Files and exported scripts depend on
/// all of this: it must not change.
/// </remarks>
internal sealed class TextFeatures(int bits)
{
    /// <summary>The name of this way of taking texts apart, for files.</summary>
    public const string Name = "words 1-2, letters 3-5";

    /// <summary>The hash of nothing, from which words and pairs go on.</summary>
    public const uint WordSeed = 2166136261;

    /// <summary>The hash of nothing, from which parts of words go on.</summary>
    public const uint PartSeed = 84696351;

    /// <summary>Two to this is the most units that a text can have.</summary>
    public const int MostBits = 24;

    /// <summary>Two to this is how many units a text has unless told.</summary>
    public const int DefaultBits = 14;

    private const int FewestLetters = 3;
    private const int MostLetters = 5;

    private readonly List<ulong> _found = [];
    private readonly List<(int Unit, double Value)> _units = [];
    private readonly StringBuilder _word = new();

    /// <summary>The units of a text that are not 0, by rising number.</summary>
    public void Encode(string text, UnitRow units)
    {
        Collect(text);
        Sum();
        double squares = 0;
        foreach (var (_, value) in _units)
        {
            squares += value * value;
        }

        double length = Math.Sqrt(squares);
        foreach (var (unit, value) in _units)
        {
            if (value != 0)
            {
                units.Set(unit, value / length);
            }
        }
    }

    // Hashes by unit, and those of a unit by their own order, so that sums have one order.
    private void Collect(string text)
    {
        _found.Clear();
        _word.Clear();
        uint before = 0;
        bool hasBefore = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                _word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else
            {
                EndWord();
            }
        }

        EndWord();
        _found.Sort();

        void EndWord()
        {
            if (_word.Length == 0)
            {
                return;
            }

            _word.Insert(0, ' ').Append(' ');
            uint word = WordSeed;
            uint pair = hasBefore ? Next(before, ' ') : 0;
            for (int i = 1; i < _word.Length - 1; i++)
            {
                word = Next(word, _word[i]);
                pair = Next(pair, _word[i]);
            }

            Add(word);
            if (hasBefore)
            {
                Add(pair);
            }

            for (int start = 0; start <= _word.Length - FewestLetters; start++)
            {
                uint part = PartSeed;
                for (int i = start; i < Math.Min(start + MostLetters, _word.Length); i++)
                {
                    part = Next(part, _word[i]);
                    if (i - start + 1 >= FewestLetters)
                    {
                        Add(part);
                    }
                }
            }

            (before, hasBefore) = (word, true);
            _word.Clear();
        }
    }

    private void Sum()
    {
        _units.Clear();
        for (int i = 0; i < _found.Count;)
        {
            int first = i;
            while (i < _found.Count && _found[i] == _found[first])
            {
                i++;
            }

            int unit = (int)(_found[first] >> 32);
            double count = Math.Sqrt(i - first);
            double value = (uint)_found[first] >> 31 == 0 ? count : -count;
            if (_units.Count > 0 && _units[^1].Unit == unit)
            {
                CollectionsMarshal.AsSpan(_units)[^1].Value += value;
            }
            else
            {
                _units.Add((unit, value));
            }
        }
    }

    private void Add(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85EB_CA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2_AE35;
        hash ^= hash >> 16;
        _found.Add(((ulong)(hash & ((1U << bits) - 1)) << 32) | hash);
    }

    private static uint Next(uint hash, char unit) => (hash ^ unit) * 16777619;
}
