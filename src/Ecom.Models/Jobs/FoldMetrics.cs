namespace Ecom.Models.Jobs;

/// <summary>Averages over the users of one slice of one fold.</summary>
/// <param name="Fold"><c>gate</c> or <c>test</c>.</param>
/// <param name="Slice"><c>all</c> or a slice's name.</param>
/// <param name="Users">Users averaged over.</param>
/// <param name="Values">By name, e.g. <c>ndcg@20</c>.</param>
/// <param name="Low">Lower bound of the bootstrap 95 % interval, by the same names, where computed.</param>
/// <param name="High">Upper bound, likewise.</param>
public sealed record FoldMetrics(
    string Fold, string Slice, int Users, IReadOnlyDictionary<string, double> Values,
    IReadOnlyDictionary<string, double>? Low = null, IReadOnlyDictionary<string, double>? High = null);
