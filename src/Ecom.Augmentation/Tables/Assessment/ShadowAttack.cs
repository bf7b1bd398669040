using Ecom.Augmentation.Assessment;
using Ecom.Augmentation.Tables.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>
/// A membership attack by an attacker who can train the method himself (after LiRA; Carlini et al. 2022): shadow generators learn from random halves of training and held-out
/// rows together; how near their rows come to a target when it was in and when it was out says which of the two the released table looks like. At most 16 shadows.
/// </summary>
/// <param name="Shadows">Generators trained.</param>
/// <param name="Auc">Area under the ROC curve, training rows against held-out ones.</param>
/// <param name="AucInterval">95 %, Hanley and McNeil (1982).</param>
/// <param name="TprAt1PercentFpr">True positives at 1 % false positives.</param>
/// <param name="TprInterval">Clopper-Pearson, 95 %.</param>
public sealed record ShadowAttack(int Shadows, double Auc, double[] AucInterval, double TprAt1PercentFpr, double[] TprInterval)
{
    public const int MostShadows = 16;
    private const int MostTargets = 1000;

    public static ShadowAttack Of(
        Table real, Table synthetic, Table holdout, ITableSynthesizer synthesizer, Parameters parameters, int shadows, FitContext context)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shadows, MostShadows);
        ArgumentOutOfRangeException.ThrowIfLessThan(shadows, 2);
        var random = new Random(context.Seed);
        var texts = RowDistance.TextColumns(real);
        var distance = new RowDistance(real);
        var size = Math.Min(real.RowCount, holdout.RowCount);
        // As many members as others among the candidates, so that half of them is a fair draw.
        var (members, others) = (Draw(real, size), Draw(holdout, size));
        var targets = Math.Min(MostTargets, size);
        float[][] rows = [.. distance.Encode(members)[..targets], .. distance.Encode(others)[..targets]];
        var pool = Concatenate(members, others);
        var scores = new ShadowScores(rows.Length);
        for (var s = 0; s < shadows; s++)
        {
            context.Progress?.Invoke("shadow models", (double)s / shadows, null);
            var order = Enumerable.Range(0, pool.RowCount).ToArray();
            random.Shuffle(order);
            var half = order[..(order.Length / 2)].ToHashSet();
            using var shadow = synthesizer.Fit(pool.Rows([.. half]), parameters, context with { Seed = context.Seed + s + 1, Progress = null });
            var near = Nearness(distance.Encode(shadow.Sample(size, context.Seed + s + 1, context.Cancellation)));
            for (var t = 0; t < rows.Length; t++) scores.Add(t, half.Contains(t < targets ? t : size + t - targets), near[t]);
        }
        var made = distance.Encode(Draw(synthetic, Math.Min(size, synthetic.RowCount)));
        var ratios = scores.LikelihoodRatios(Nearness(made));
        var power = AttackPower.Of(ratios[..targets], ratios[targets..]);
        return new ShadowAttack(shadows, power.Auc, power.AucInterval, power.TprAt1PercentFpr, power.TprInterval);

        double[] Nearness(float[][] synthetics) => [.. RowDistance.Nearest(rows, synthetics, texts, context.Threads).Select(d => -Math.Log(d + 1e-3))];

        Table Draw(Table table, int count)
        {
            var order = Enumerable.Range(0, table.RowCount).ToArray();
            random.Shuffle(order);
            return table.Rows(order[..count]);
        }
    }

    private static Table Concatenate(Table a, Table b) => new([.. a.Columns.Select((column, c) => column.Texts is null
        ? column with { Numbers = [.. column.Numbers!, .. b.Columns[c].Numbers!] }
        : column with { Texts = [.. column.Texts, .. b.Columns[c].Texts!] })]);
}
