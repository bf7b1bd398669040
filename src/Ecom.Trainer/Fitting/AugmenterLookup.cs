using Ecom.Augmentation.Contracts;
using Ecom.Domain;

namespace Ecom.Trainer.Fitting;

/// <summary>Finds an augmenter by name; <c>none</c> needs none.</summary>
internal static class AugmenterLookup
{
    public const string None = "none";

    public static IReadOnlyList<string> Names { get; } = [None];

    /// <exception cref="InputException">There is no augmenter of that name.</exception>
    public static IAugmenter? Find(string name) =>
        name == None ? null : throw new InputException($"There is no augmenter '{name}'; there are {None}.");
}
