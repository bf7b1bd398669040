using Ecom.Serving.Experiments;

namespace Ecom.Serving.Recommending;

/// <summary>A list of products, best first.</summary>
/// <param name="ListId">To be sent along with feedback that answers this list.</param>
/// <param name="ModelVersion">The model that made it; empty before the first model.</param>
/// <param name="Items">Fewer than asked for where the filters leave fewer.</param>
/// <param name="RulesVersion">The shop's rules that shaped it; 0 for none.</param>
/// <param name="Experiment">The experiment the customer is part of; null for none.</param>
public sealed record ItemList(string ListId, string ModelVersion, IReadOnlyList<ListedItem> Items, int RulesVersion = 0, ListExperiment? Experiment = null);
