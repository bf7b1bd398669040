// Torch's dropout draws from one generator a process has; two fits side by side would disturb each other's seed. A trainer process fits one model at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
