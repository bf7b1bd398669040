using Ecom.Pipeline.Registry;

namespace Ecom.Serving.Models;

/// <summary>Model versions, newest first, and what is served.</summary>
/// <param name="Current">The promoted version with the history of promotions; null before the first.</param>
/// <param name="Models">A page of the versions kept.</param>
/// <param name="Next">To be sent as <c>before</c> for the page after this; null: this is the last.</param>
public sealed record ModelList(CurrentModel? Current, IReadOnlyList<ModelSummary> Models, string? Next = null);
