using Ecom.Domain;

namespace Ecom.Models.Scoring;

/// <summary>
/// What a scorer knows about one user: the items touched, oldest first, with their weights and times. Any model folds a user in from
/// this alone, so a user unseen in training needs nothing else.
/// </summary>
/// <param name="Items">Item indices, oldest first.</param>
/// <param name="Weights">Same length as <paramref name="Items"/>.</param>
/// <param name="Times">Unix seconds, same length; empty where times are unknown.</param>
/// <param name="UserIndex">The user's row in training, or −1.</param>
public readonly record struct UserHistory(
    ReadOnlyMemory<int> Items, ReadOnlyMemory<float> Weights, ReadOnlyMemory<long> Times, int UserIndex = -1)
{
    /// <summary>The history stored in a row of a matrix.</summary>
    public static UserHistory Of(Interactions rows, int user)
    {
        var (items, weights, times) = rows.Row(user);
        return new UserHistory(items, weights, times, user);
    }
}
