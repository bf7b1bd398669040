namespace Ecom.Pipeline.Feedback;

/// <summary>The list last shown to a user, kept so that feedback can be attributed to it.</summary>
/// <param name="ListId">The id given out with the list.</param>
/// <param name="ModelVersion">The model that made it; empty before the first model.</param>
/// <param name="Time">When it was made, UTC.</param>
/// <param name="ItemIds">Its items, best first.</param>
public sealed record ServedList(string ListId, string ModelVersion, DateTimeOffset Time, IReadOnlyList<string> ItemIds);
