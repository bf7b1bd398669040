namespace Ecom.Augmentation;

/// <summary>
/// The fewest users or rows that have to share a value before a generator may keep it (a vocabulary entry, a quantile, a prototype): what
/// fewer share could name one of them.
/// </summary>
public static class PrivacyFloor
{
    public const int Users = 10;
}
