namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>
/// An attacker who knows every column of a person but one takes that one from the synthetic row that is nearest in the others. A number counts as guessed within 5 %.
/// </summary>
public static class AttributeInference
{
    private const int MostTargets = 1000, MostRows = 10_000;
    private const double Tolerance = .05;

    /// <returns>By column.</returns>
    public static IReadOnlyDictionary<string, AttackRate> Of(Table real, Table synthetic, Table holdout, int seed, int threads)
    {
        var random = new Random(seed);
        var distance = new RowDistance(real);
        var texts = RowDistance.TextColumns(real);
        var (made, train, control) = (Some(synthetic, MostRows), Some(real, MostTargets), Some(holdout, MostTargets));
        var result = new Dictionary<string, AttackRate>();
        for (var c = 0; c < texts.Length; c++)
        {
            var (hits, controlHits) = (Hits(train, c), Hits(control, c));
            result[real.Columns[c].Name] = AttackRate.Of(train.Rows.Length, hits, control.Rows.Length, controlHits);
        }
        return result;

        (Table Table, float[][] Rows) Some(Table table, int most)
        {
            var order = Enumerable.Range(0, table.RowCount).ToArray();
            random.Shuffle(order);
            var part = table.Rows(order[..Math.Min(most, order.Length)]);
            return (part, distance.Encode(part));
        }

        int Hits((Table Table, float[][] Rows) targets, int secret)
        {
            var hits = 0;
            Parallel.For(0, targets.Rows.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, r =>
            {
                if (IsRight(targets.Table.Columns[secret], r, made.Table.Columns[secret], NearestBut(targets.Rows[r], secret))) Interlocked.Increment(ref hits);
            });
            return hits;
        }

        int NearestBut(float[] row, int secret)
        {
            var (best, at) = (float.PositiveInfinity, 0);
            for (var m = 0; m < made.Rows.Length; m++)
            {
                var sum = 0f;
                for (var c = 0; c < texts.Length && sum < best; c++)
                    if (c != secret) sum += texts[c] ? row[c] == made.Rows[m][c] ? 0 : 1 : Math.Min(1, Math.Abs(row[c] - made.Rows[m][c]));
                if (sum < best) (best, at) = (sum, m);
            }
            return at;
        }
    }

    private static bool IsRight(TableColumn truth, int row, TableColumn guess, int from)
    {
        if (truth.Texts is { } texts) return texts[row] == guess.Texts![from];
        var (t, g) = (truth.Numbers![row], guess.Numbers![from]);
        return double.IsNaN(t) ? double.IsNaN(g) : Math.Abs(t - g) <= Tolerance * Math.Abs(t);
    }
}
