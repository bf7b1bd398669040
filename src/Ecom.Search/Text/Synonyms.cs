using Ecom.Domain;

namespace Ecom.Search.Text;

/// <summary>
/// Words that mean the same to customers. A rule is <c>sofa, couch, settee</c> (each finds all) or <c>telly =&gt; television, tv</c> (the left finds the right too).
/// Phrases are allowed on either side; rules apply to queries, so that a change needs no new index.
/// </summary>
public sealed class Synonyms
{
    /// <summary>Rules at most.</summary>
    public const int MaximumRules = 10_000;

    private readonly Dictionary<string, List<string[]>> _byPhrase = new(StringComparer.Ordinal);

    private Synonyms()
    {
    }

    public static Synonyms None { get; } = new();

    /// <summary>Words of the longest phrase.</summary>
    internal int Longest { get; private set; }

    /// <exception cref="InputException">A rule cannot be read; the row is the rule's number.</exception>
    public static Synonyms Parse(IReadOnlyList<string> rules)
    {
        if (rules.Count > MaximumRules) throw new InputException("synonyms", null, $"{rules.Count} rules, more than the {MaximumRules} allowed.");
        var synonyms = new Synonyms();
        for (var r = 0; r < rules.Count; r++)
        {
            if (string.IsNullOrWhiteSpace(rules[r]) || rules[r].TrimStart().StartsWith('#')) continue;
            var sides = rules[r].Split("=>");
            if (sides.Length > 2) throw new InputException("synonyms", r + 1, "a rule has one '=>' at most.");
            var left = Phrases(sides[0], r);
            var right = sides.Length == 2 ? Phrases(sides[1], r) : left;
            if (sides.Length == 1 && left.Length < 2) throw new InputException("synonyms", r + 1, "one phrase alone is no synonym of anything.");
            foreach (var from in left)
                foreach (var to in right) synonyms.Add(from, to);
        }
        return synonyms;
    }

    /// <summary>What else a phrase of query terms may be written as.</summary>
    internal IReadOnlyList<string[]> Of(string phrase) => _byPhrase.TryGetValue(phrase, out var others) ? others : [];

    private static string[][] Phrases(string side, int rule)
    {
        var phrases = side.Split(',').Select(p => Tokens.Of(ShopAnalyzer.ForQueries, p).ToArray()).ToArray();
        return phrases.Any(p => p.Length == 0) ? throw new InputException("synonyms", rule + 1, "a phrase without a word.") : phrases;
    }

    private void Add(string[] from, string[] to)
    {
        if (from.SequenceEqual(to)) return;
        var key = string.Join(' ', from);
        Longest = Math.Max(Longest, from.Length);
        if (!_byPhrase.TryGetValue(key, out var others)) _byPhrase[key] = others = [];
        if (!others.Any(to.SequenceEqual)) others.Add(to);
    }
}
