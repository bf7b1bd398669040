namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>
/// An attacker looks in the synthetic rows for descriptions that fit exactly one row, and hopes that they fit exactly one person (Giomi et al. 2023; Cohen and Nissim 2020). Tried on a
/// sample of the training rows and on as many held-out rows.
/// </summary>
public static class SinglingOut
{
    private const int MostAttacks = 500, MostTries = 20_000, MostRows = 20_000, Together = 3;

    /// <summary>Descriptions by one column: a value that occurs once, or beyond the synthetic extremes.</summary>
    public static AttackRate Univariate(Table real, Table synthetic, Table holdout, int seed)
    {
        var random = new Random(seed);
        var predicates = synthetic.Columns.SelectMany((column, c) => Unique(column, c)).ToArray();
        random.Shuffle(predicates);
        return Rate([.. predicates.Take(MostAttacks)], real, holdout, random);
    }

    /// <summary>Descriptions by three columns of a synthetic row: at least or at most its numbers, equal to its texts; those that fit no other synthetic row.</summary>
    public static AttackRate Multivariate(Table real, Table synthetic, Table holdout, int seed)
    {
        var random = new Random(seed);
        var medians = synthetic.Columns.Select(c => c.Numbers is { } n ? n.Where(v => !double.IsNaN(v)).Order().ElementAtOrDefault(n.Length / 2) : 0).ToArray();
        var sample = Some(synthetic, MostRows, random);
        var found = new List<Func<Table, int, bool>>();
        // One description a row at most: several of one row would hit or miss together, and look like more evidence than they are.
        for (var row = 0; row < Math.Min(MostTries, sample.RowCount) && found.Count < MostAttacks; row++)
        {
            var at = row;
            var columns = Enumerable.Range(0, sample.Columns.Count).ToArray();
            random.Shuffle(columns);
            Func<Table, int, bool>[] parts = [.. columns.Take(Together).Select(c => Part(sample.Columns[c], c, at, medians[c]))];
            bool All(Table t, int r) => Array.TrueForAll(parts, p => p(t, r));
            if (FitsOne(All, sample)) found.Add(All);
        }
        return Rate(found, real, holdout, random);
    }

    private static IEnumerable<Func<Table, int, bool>> Unique(TableColumn column, int c)
    {
        if (column.Texts is { } texts)
        {
            foreach (var value in texts.GroupBy(t => t ?? "\0").Where(g => g.Count() == 1).Select(g => g.First())) yield return (t, r) => t.Columns[c].Texts![r] == value;
            yield break;
        }
        var numbers = column.Numbers!.Where(v => !double.IsNaN(v)).ToArray();
        if (numbers.Length == 0) yield break;
        var (low, high) = (numbers.Min(), numbers.Max());
        yield return (t, r) => t.Columns[c].Numbers![r] <= low;
        yield return (t, r) => t.Columns[c].Numbers![r] >= high;
        foreach (var value in numbers.GroupBy(v => v).Where(g => g.Count() == 1).Select(g => g.Key)) yield return (t, r) => t.Columns[c].Numbers![r] == value;
    }

    private static Func<Table, int, bool> Part(TableColumn column, int c, int row, double median)
    {
        if (column.Texts is { } texts)
        {
            var text = texts[row];
            return (t, r) => t.Columns[c].Texts![r] == text;
        }
        var value = column.Numbers![row];
        if (double.IsNaN(value)) return (t, r) => double.IsNaN(t.Columns[c].Numbers![r]);
        return value >= median ? (t, r) => t.Columns[c].Numbers![r] >= value : (t, r) => t.Columns[c].Numbers![r] <= value;
    }

    private static AttackRate Rate(List<Func<Table, int, bool>> predicates, Table real, Table holdout, Random random)
    {
        // How often a description fits exactly one row depends on how many rows there are.
        var rows = Math.Min(MostRows, Math.Min(real.RowCount, holdout.RowCount));
        var (train, control) = (Some(real, rows, random), Some(holdout, rows, random));
        return AttackRate.Of(predicates.Count, predicates.Count(p => FitsOne(p, train)), predicates.Count, predicates.Count(p => FitsOne(p, control)));
    }

    private static bool FitsOne(Func<Table, int, bool> predicate, Table table)
    {
        var fits = 0;
        for (var r = 0; r < table.RowCount && fits < 2; r++)
            if (predicate(table, r)) fits++;
        return fits == 1;
    }

    private static Table Some(Table table, int most, Random random)
    {
        var order = Enumerable.Range(0, table.RowCount).ToArray();
        random.Shuffle(order);
        return table.Rows(order[..Math.Min(most, order.Length)]);
    }
}
