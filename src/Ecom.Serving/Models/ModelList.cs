using Ecom.Pipeline.Registry;

namespace Ecom.Serving.Models;

/// <summary>Model versions, newest first, and what is served.</summary>
/// <param name="Current">The promoted version with the history of promotions; null before the first.</param>
/// <param name="Models">The versions kept.</param>
public sealed record ModelList(CurrentModel? Current, IReadOnlyList<ModelSummary> Models);
