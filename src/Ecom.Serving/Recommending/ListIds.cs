namespace Ecom.Serving.Recommending;

/// <summary>Makes ids of lists; they sort by time.</summary>
public sealed class ListIds(TimeProvider time)
{
    public string Next() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
