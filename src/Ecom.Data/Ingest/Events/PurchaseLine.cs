namespace Ecom.Data.Ingest.Events;

/// <summary>One purchase or cancellation line of one customer and product.</summary>
/// <param name="Row">The row it came from.</param>
/// <param name="Quantity">Pieces, positive on both kinds of line.</param>
/// <param name="Cancels">True for a cancellation.</param>
internal readonly record struct PurchaseLine(long Row, double Quantity, bool Cancels);
