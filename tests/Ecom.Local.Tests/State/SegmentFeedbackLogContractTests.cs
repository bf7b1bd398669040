using Ecom.Local.State;
using Ecom.Pipeline.Feedback;
using Ecom.PortContracts.Feedback;

namespace Ecom.Local.Tests.State;

public sealed class SegmentFeedbackLogContractTests : FeedbackLogContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // Small segments, so that the suite crosses boundaries.
    protected override async Task<IFeedbackLog> OpenAsync() =>
        await SegmentFeedbackLog.OpenAsync(_folder.Path, new SegmentFeedbackLogOptions { SegmentBytes = 400 });

    public void Dispose() => _folder.Dispose();
}
