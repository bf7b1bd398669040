using Ecom.Pipeline.Storage;

namespace Ecom.Local.Triggers;

/// <summary>What was seen of the dumps so far: tells when one is new or changed, and has come to rest.</summary>
internal sealed class DumpSightings(TimeSpan stableFor)
{
    private readonly Dictionary<string, Sighting> _known = new(StringComparer.Ordinal);

    /// <summary>Takes a whole listing.</summary>
    /// <returns>Dumps at rest that nobody handled in this version.</returns>
    public IReadOnlyList<BlobInfo> Look(IEnumerable<BlobInfo> listing, DateTimeOffset now)
    {
        var ready = new List<BlobInfo>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var blob in listing)
        {
            seen.Add(blob.Path);
            if (!_known.TryGetValue(blob.Path, out var sighting) || sighting.ETag != blob.ETag || sighting.Length != blob.Length)
                _known[blob.Path] = sighting = new Sighting(blob.ETag, blob.Length, now);
            if (!sighting.Handled && now - sighting.Since >= stableFor) ready.Add(blob);
        }
        foreach (var gone in _known.Keys.Where(path => !seen.Contains(path)).ToList()) _known.Remove(gone);
        return ready;
    }

    public void MarkHandled(BlobInfo blob)
    {
        if (_known.TryGetValue(blob.Path, out var sighting) && sighting.ETag == blob.ETag) sighting.Handled = true;
    }

    private sealed record Sighting(string ETag, long Length, DateTimeOffset Since)
    {
        public bool Handled { get; set; }
    }
}
