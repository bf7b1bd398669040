namespace Ecom.Pipeline.Registry;

/// <summary>The pointer to the served version; changed by compare-and-swap only.</summary>
/// <param name="Version">The served version.</param>
/// <param name="Previous">The version served before it, for a rollback.</param>
/// <param name="Since">When it was promoted.</param>
/// <param name="Reason">Why: the gate's sentence, or who rolled back.</param>
/// <param name="History">Promotions, newest last, at most <see cref="HistoryLength"/>.</param>
public sealed record CurrentModel(
    string Version, string? Previous, DateTimeOffset Since, string Reason, IReadOnlyList<Promotion> History)
{
    public const int HistoryLength = 50;
}
