namespace Ecom.Trainer.Relevance;

/// <summary>
/// Augmented queries: what else a customer with the same wish may have written. One variant with a misspelt word (two neighbouring letters swapped) and one without a word,
/// both judged as the query was. For training only.
/// </summary>
internal static class QueryVariants
{
    private const int ShortestMisspelt = 5;

    public static IEnumerable<string> Of(string query, Random random)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var longer = Enumerable.Range(0, words.Length).Where(w => words[w].Length >= ShortestMisspelt).ToArray();
        if (longer.Length > 0)
        {
            var chosen = longer[random.Next(longer.Length)];
            var letters = words[chosen].ToCharArray();
            // The first letter is hardly ever wrong.
            var at = random.Next(1, letters.Length - 1);
            (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
            yield return string.Join(' ', words.Select((w, i) => i == chosen ? new string(letters) : w));
        }
        if (words.Length >= 3)
        {
            var dropped = random.Next(words.Length);
            yield return string.Join(' ', words.Where((_, i) => i != dropped));
        }
    }
}
