namespace Ecom.Serving.Recommending;

/// <summary>The list of one customer of a batch.</summary>
/// <param name="UserId">The customer.</param>
/// <param name="Known">False: nothing is known of the customer, and the products are the popular ones.</param>
/// <param name="ListId">To be sent along with feedback that answers this list.</param>
/// <param name="ModelVersion">The model that made it; the same in all lists of a batch.</param>
/// <param name="RulesVersion">The shop's rules that shaped it; 0 for none.</param>
/// <param name="Items">Best first; fewer than asked for where the filters leave fewer.</param>
public sealed record UserList(string UserId, bool Known, string ListId, string ModelVersion, int RulesVersion, IReadOnlyList<ListedItem> Items);
