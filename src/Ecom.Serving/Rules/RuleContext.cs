using Ecom.Serving.Experiments;

namespace Ecom.Serving.Rules;

/// <summary>What the rules must know of a request.</summary>
/// <param name="Query">The search, or null.</param>
/// <param name="Category">The category asked for, or null.</param>
/// <param name="Now">Freshness is counted back from here.</param>
/// <param name="Seed">Decides which new products are tried; the list's id, so that a list can be made again.</param>
/// <param name="Explored">Takes the places filled by a draw; null where nobody asks.</param>
public readonly record struct RuleContext(string? Query, string? Category, DateTimeOffset Now, string Seed, ICollection<ExploredPlace>? Explored = null);
