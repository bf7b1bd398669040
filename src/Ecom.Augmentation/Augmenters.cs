using Ecom.Augmentation.Auto;
using Ecom.Augmentation.Autoencoder;
using Ecom.Augmentation.Balance;
using Ecom.Augmentation.Contracts;
using Ecom.Augmentation.Crop;
using Ecom.Augmentation.Gan;
using Ecom.Augmentation.Mix;
using Ecom.Augmentation.None;
using Ecom.Augmentation.Operators;
using Ecom.Augmentation.Self;
using Ecom.Augmentation.Sequence;
using Ecom.Augmentation.SideInfo;
using Ecom.Augmentation.Vae;
using Ecom.Domain;

namespace Ecom.Augmentation;

/// <summary>All augmentation methods by name.</summary>
public static class Augmenters
{
    // The cheap and the promising first: a search that runs out of time has tried those.
    private static readonly IReadOnlyList<IAugmenter> Single =
    [
        new NoneAugmenter(), new CropAugmenter(), new SideInfoAugmenter(), new SelfAugmenter(), new BalanceAugmenter(), new AutoencoderAugmenter(),
        new VaeAugmenter(), new SequenceAugmenter(), new OperatorsAugmenter(), new GanAugmenter(),
    ];

    public static IReadOnlyList<IAugmenter> All { get; } =
        [.. Single, new MixAugmenter(Single), new AutoAugmenter([.. Single.Where(a => a is not (GanAugmenter or SequenceAugmenter or OperatorsAugmenter)), new MixAugmenter(Single)])];

    /// <exception cref="InputException">There is no such method; the message lists those that exist.</exception>
    public static IAugmenter Find(string name) =>
        All.FirstOrDefault(a => a.Name == name)
        ?? throw new InputException($"There is no augmentation '{name}'; there are {string.Join(", ", All.Select(a => a.Name))}.");
}
