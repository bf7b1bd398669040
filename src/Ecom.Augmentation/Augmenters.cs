using Ecom.Augmentation.Balance;
using Ecom.Augmentation.Contracts;
using Ecom.Augmentation.None;
using Ecom.Augmentation.Vae;
using Ecom.Domain;

namespace Ecom.Augmentation;

/// <summary>All augmentation methods by name.</summary>
public static class Augmenters
{
    public static IReadOnlyList<IAugmenter> All { get; } = [new NoneAugmenter(), new BalanceAugmenter(), new VaeAugmenter()];

    /// <exception cref="InputException">There is no such method; the message lists those that exist.</exception>
    public static IAugmenter Find(string name) =>
        All.FirstOrDefault(a => a.Name == name)
        ?? throw new InputException($"There is no augmentation '{name}'; there are {string.Join(", ", All.Select(a => a.Name))}.");
}
