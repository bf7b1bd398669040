namespace Ecom.Domain;

/// <summary>What a customer did. The numbers are stored; never reuse one.</summary>
public enum EventKind
{
    View = 0,
    Search = 1,
    Click = 2,
    Cart = 3,
    Purchase = 4,
    Rating = 5,
    Impression = 6,
    Like = 7,
    Dislike = 8,
}
