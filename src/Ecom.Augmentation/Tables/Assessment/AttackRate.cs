namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>
/// How often an attack succeeds on training rows, against how often the same attack succeeds on rows the generator never saw (Giomi et al. 2023, «A Unified Framework for Quantifying
/// Privacy Risk in Synthetic Data»): what it succeeds at there is knowledge of the population, not of a row.
/// </summary>
/// <param name="Attacks">Guesses made on each side.</param>
/// <param name="Success">Share that was right on training rows, and <paramref name="SuccessInterval"/>, Clopper-Pearson, 95 %.</param>
/// <param name="SuccessInterval">See <paramref name="Success"/>.</param>
/// <param name="Control">Share that was right on held-out rows, and <paramref name="ControlInterval"/>.</param>
/// <param name="ControlInterval">See <paramref name="Control"/>.</param>
/// <param name="Risk">(success − control) / (1 − control), at least 0.</param>
/// <param name="RiskInterval">From the normal 95 % interval of the difference; a lower end of 0 says that no risk was shown.</param>
public sealed record AttackRate(
    int Attacks, double Success, double[] SuccessInterval, double Control, double[] ControlInterval, double Risk, double[] RiskInterval)
{
    public static AttackRate Of(int attacks, int successes, int controlAttacks, int controlSuccesses)
    {
        if (attacks == 0 || controlAttacks == 0) return new AttackRate(0, 0, [0, 1], 0, [0, 1], 0, [0, 1]);
        var (s, c) = ((double)successes / attacks, (double)controlSuccesses / controlAttacks);
        // Agresti-Coull counts, so that no success at all still leaves room for some.
        var (sa, ca) = ((successes + 2.0) / (attacks + 4), (controlSuccesses + 2.0) / (controlAttacks + 4));
        var margin = 1.96 * Math.Sqrt(sa * (1 - sa) / (attacks + 4) + ca * (1 - ca) / (controlAttacks + 4));
        return new AttackRate(
            attacks, s, RocCurve.ClopperPearson(successes, attacks), c, RocCurve.ClopperPearson(controlSuccesses, controlAttacks),
            Risk(s - c), [Risk(s - c - margin), Risk(s - c + margin)]);

        double Risk(double difference) => c < 1 ? Math.Clamp(difference / (1 - c), 0, 1) : 0;
    }
}
