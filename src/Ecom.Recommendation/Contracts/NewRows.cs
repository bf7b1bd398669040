using Ecom.Domain;

namespace Ecom.Recommendation.Contracts;

/// <summary>The users with new events: their rows as the last fit saw them and as they are now. New users have an empty row before, new items numbers of their own at any place, which a model opened for them (<see cref="IIncrementalFamily.Open"/>) has too.</summary>
/// <param name="Before">Rows of the last fit, in the items' numbering of now.</param>
/// <param name="After">The whole rows now: same users, same items.</param>
/// <param name="UsersBefore">Users of the last fit, those without new events included.</param>
public sealed record NewRows(Interactions Before, Interactions After, int UsersBefore)
{
    /// <summary>Pairs that were not there before: for each row the items and where in it they stand, in the order of <see cref="After"/>.</summary>
    public IEnumerable<(int User, int Item, int Position)> Added()
    {
        var known = new HashSet<int>();
        for (var u = 0; u < After.UserCount; u++)
        {
            known.Clear();
            foreach (var item in Before.Items(u)) known.Add(item);
            var items = After.Row(u).Items;
            for (var p = 0; p < items.Length; p++)
                if (!known.Contains(items.Span[p])) yield return (u, items.Span[p], p);
        }
    }
}
