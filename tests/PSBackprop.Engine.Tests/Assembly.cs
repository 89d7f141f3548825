// A culture is set for the whole process, and stopping is timed: one test class at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
