using Ecom.Domain;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>Ids of orchestration instances; each names its shop.</summary>
public static class InstanceIds
{
    public static string Monitor(ShopId shop) => $"monitor-{shop}";
    public static string RefreshPrefix(ShopId shop) => $"refresh-{shop}-";
    public static string Refresh(ShopId shop, string runId) => RefreshPrefix(shop) + runId;
    public static string IngestPrefix(ShopId shop) => $"ingest-{shop}-";
    public static string Ingest(ShopId shop, string ingestId) => IngestPrefix(shop) + ingestId;
}
