namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>What an attacker who holds the synthetic rows learns about who was in the training rows.</summary>
public sealed record PrivacyReport
{
    /// <summary>
    /// Area under the ROC curve of a membership-inference attack calibrated by a reference set (in the manner of DOMIAS; van Breugel et al. 2023): training rows against
    /// held-out rows, scored by how much nearer the synthetic rows are than the reference rows. 0.5: learns nothing. Null without a holdout.
    /// </summary>
    public double? MembershipAuc { get; init; }

    /// <summary>95 % interval of it (Hanley, McNeil 1982).</summary>
    public double[]? MembershipAucInterval { get; init; }

    /// <summary>True positives at 1 % false positives, and its Clopper-Pearson 95 % interval.</summary>
    public double? TprAt1PercentFpr { get; init; }

    public double[]? TprInterval { get; init; }

    /// <summary>Held-out rows that the attack was measured on.</summary>
    public int? NonMembers { get; init; }

    /// <summary>True positives at 0.1 % false positives, and its Clopper-Pearson 95 % interval. Null with fewer than 10,000 non-members: fewer than ten of them would decide the threshold.</summary>
    public double? TprAtTenthPercentFpr { get; init; }

    public double[]? TprAtTenthPercentInterval { get; init; }

    /// <summary>Share of synthetic rows that are a training row, value by value.</summary>
    public required double ExactCopies { get; init; }

    /// <summary>The same share for held-out real rows: what chance alone makes.</summary>
    public double? ExactCopiesOfHoldout { get; init; }

    /// <summary>Share of synthetic rows that occur among them more than once.</summary>
    public required double InnerDuplicates { get; init; }

    /// <summary>
    /// Median over synthetic rows of the distance to the nearest training row. Information only: a large distance does not show privacy.
    /// </summary>
    public required double MedianDistance { get; init; }

    /// <summary>
    /// Median over synthetic rows of the distance to the nearest training row over that to the second nearest. Information only, like the distance.
    /// </summary>
    public required double MedianDistanceRatio { get; init; }

    /// <summary>See <see cref="Assessment.AttributeInference"/>: by column. Null without a holdout.</summary>
    public IReadOnlyDictionary<string, AttackRate>? AttributeInference { get; init; }

    /// <summary>See <see cref="SinglingOut"/>: by one column, and by three together. Null without a holdout.</summary>
    public AttackRate? SinglingOutUnivariate { get; init; }

    public AttackRate? SinglingOutMultivariate { get; init; }

    /// <summary>Null unless asked for.</summary>
    public ShadowAttack? Shadow { get; init; }

    private const int MostRows = 2000, EnoughForTenthPercent = 10_000;

    public static PrivacyReport Of(Table real, Table synthetic, Table? holdout, int seed, int threads)
    {
        var random = new Random(seed);
        var distance = new RowDistance(real);
        var texts = RowDistance.TextColumns(real);
        var (train, made) = (distance.Encode(real), distance.Encode(synthetic));
        var known = train.Select(Key).ToHashSet(StringComparer.Ordinal);
        var report = new PrivacyReport
        {
            ExactCopies = made.Count(r => known.Contains(Key(r))) / (double)Math.Max(1, made.Length),
            InnerDuplicates = made.GroupBy(Key).Where(g => g.Count() > 1).Sum(g => g.Count()) / (double)Math.Max(1, made.Length),
            MedianDistance = Median(RowDistance.Nearest(Some(made, MostRows, random), train, texts, threads)),
            MedianDistanceRatio = Median(RowDistance.NearestRatio(Some(made, MostRows, random), train, texts, threads)),
        };
        if (holdout is null) return report;
        var outside = Some(distance.Encode(holdout), holdout.RowCount, random);
        var (reference, others) = (outside[..(outside.Length / 2)], outside[(outside.Length / 2)..]);
        if (reference.Length == 0 || others.Length == 0) return report;
        // As many strangers as the finer threshold needs, where there are so many.
        var (members, strangers) = (Some(train, MostRows, random), Some(others, others.Length >= EnoughForTenthPercent ? EnoughForTenthPercent : MostRows, random));
        var positive = Scores(members);
        var negative = Scores(strangers);
        var auc = RocCurve.Area(positive, negative);
        var (hits, rate) = RocCurve.TruePositives(positive, negative, 0.01);
        (int Hits, double Rate)? fine = negative.Length >= EnoughForTenthPercent ? RocCurve.TruePositives(positive, negative, 0.001) : null;
        return report with
        {
            ExactCopiesOfHoldout = outside.Count(r => known.Contains(Key(r))) / (double)outside.Length,
            MembershipAuc = auc,
            MembershipAucInterval = RocCurve.AreaInterval(auc, positive.Length, negative.Length),
            TprAt1PercentFpr = rate,
            TprInterval = RocCurve.ClopperPearson(hits, positive.Length),
            NonMembers = negative.Length,
            TprAtTenthPercentFpr = fine?.Rate,
            TprAtTenthPercentInterval = fine is { } f ? RocCurve.ClopperPearson(f.Hits, positive.Length) : null,
            AttributeInference = Assessment.AttributeInference.Of(real, synthetic, holdout, seed, threads),
            SinglingOutUnivariate = SinglingOut.Univariate(real, synthetic, holdout, seed),
            SinglingOutMultivariate = SinglingOut.Multivariate(real, synthetic, holdout, seed),
        };

        double[] Scores(float[][] rows)
        {
            var toSynthetic = RowDistance.Nearest(rows, made, texts, threads);
            var toReference = RowDistance.Nearest(rows, reference, texts, threads);
            return [.. rows.Select((_, r) => Math.Log((toReference[r] + 1e-6) / (toSynthetic[r] + 1e-6)))];
        }
    }

    private static string Key(float[] row) => string.Join('|', row);

    private static float[][] Some(float[][] rows, int most, Random random)
    {
        var copy = rows.ToArray();
        random.Shuffle(copy);
        return copy[..Math.Min(most, copy.Length)];
    }

    private static double Median(double[] values) => values.Length == 0 ? 0 : values.Order().ElementAt(values.Length / 2);
}
