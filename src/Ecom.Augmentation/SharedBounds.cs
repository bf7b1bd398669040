namespace Ecom.Augmentation;

/// <summary>
/// Where values begin and end, told by ten rows each: the mean of the ten smallest and of the ten largest once the five beyond them are left out. A quantile would be some row's own value, and an
/// outlier would move the mean of the outermost.
/// </summary>
internal static class SharedBounds
{
    /// <summary>Fewest values of which the five outermost on either side can be left out.</summary>
    public const int Enough = 2 * PrivacyFloor.Users;

    /// <param name="sorted">Ascending, <see cref="PrivacyFloor.Users"/> at least; below <see cref="Enough"/> the middle ten tell both ends.</param>
    public static (double Low, double High) Of(ReadOnlySpan<double> sorted)
    {
        var left = Math.Min(PrivacyFloor.Users / 2, (sorted.Length - PrivacyFloor.Users) / 2);
        return (Mean(sorted.Slice(left, PrivacyFloor.Users)), Mean(sorted.Slice(sorted.Length - left - PrivacyFloor.Users, PrivacyFloor.Users)));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        // From the first, so that equal values have exactly that value for their mean.
        foreach (var value in values) sum += value - values[0];
        return values[0] + sum / values.Length;
    }
}
