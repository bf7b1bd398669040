using Ecom.Augmentation.Completion;
using Ecom.Recommendation.Gan;

namespace Ecom.Augmentation.Gan;

/// <summary>CFGAN's generator (Chae et al. 2018) completes short histories.</summary>
public sealed class GanAugmenter() : NetworkAugmenter(new GanFamily());
