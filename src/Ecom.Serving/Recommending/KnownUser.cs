using Ecom.Models.Scoring;

namespace Ecom.Serving.Recommending;

/// <summary>What is known about who asks: the snapshot's history and what happened since.</summary>
/// <param name="History">For the scorer.</param>
/// <param name="Seen">Catalogue indices the user has dealt with, new products included; not to be shown again; an item may occur twice.</param>
public readonly record struct KnownUser(UserHistory History, ReadOnlyMemory<int> Seen)
{
    public bool IsCold => History.Items.IsEmpty;
}
